"""The record of processing (GDPR Art. 30) on its way out, and back in as the same workbook."""
