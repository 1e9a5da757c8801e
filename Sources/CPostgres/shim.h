#pragma once
#include <libpq-fe.h>

// Character constants, which Swift does not import.
enum {
    diag_sqlstate = PG_DIAG_SQLSTATE,
    diag_severity = PG_DIAG_SEVERITY_NONLOCALIZED,
    diag_message_primary = PG_DIAG_MESSAGE_PRIMARY,
    diag_table_name = PG_DIAG_TABLE_NAME,
    diag_column_name = PG_DIAG_COLUMN_NAME,
    diag_constraint_name = PG_DIAG_CONSTRAINT_NAME,
};
