"""The archive in the forms that other programs take. One small module a form, one table of all."""
