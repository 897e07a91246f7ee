-- The columns of a shared table that the analyst may read, in the table's own order.
SELECT column_name, data_type, is_nullable
FROM information_schema.columns
WHERE table_schema = '${database}' AND table_name = '${table}'
ORDER BY ordinal_position
