"""The long table as spreadsheets, XLSX and ODS, with its dictionary on a second sheet."""
