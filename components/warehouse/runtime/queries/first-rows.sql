-- What a shared table looks like: as many columns and rows as the analyst was granted.
SELECT *
FROM "${database}"."${table}"
LIMIT 100
