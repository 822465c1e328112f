"""The database object, its transactions and migrations. It knows no room."""
