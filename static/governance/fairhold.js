/* Two things that markup alone cannot do. Every page works without this file. */
'use strict';
{
    // The error summary takes the focus, so that it is read first.
    const takeFocus = () => document.querySelector('.error-summary')?.focus();

    // select2 builds its own field beside the real one; give it the name of the label.
    const name = (select) => {
        const label = select.labels[0]?.textContent.trim() || select.getAttribute('aria-label');
        const box = select.nextElementSibling?.querySelector('.select2-selection');
        if (!label || !box) { return; }
        box.setAttribute('aria-label', label);
        box.removeAttribute('aria-labelledby');
        const shown = box.querySelector('[role=textbox]');
        shown?.setAttribute('aria-label', label);
        shown?.removeAttribute('title');
    };
    const nameAll = () => document.querySelectorAll('select.select2-hidden-accessible').forEach(name);
    const nameSearch = (event) => {
        const label = event.target.labels?.[0]?.textContent.trim();
        document.querySelector('.select2-container--open .select2-search__field')?.setAttribute('aria-label', label || 'Search');
    };

    window.addEventListener('load', () => {
        takeFocus();
        nameAll();
        const jQuery = window.django?.jQuery;
        jQuery?.(document).on('select2:open', nameSearch).on('select2:select select2:clear change', () => setTimeout(nameAll));
        document.addEventListener('formset:added', () => setTimeout(nameAll));
    });
}
