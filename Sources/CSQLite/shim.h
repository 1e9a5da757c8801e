#pragma once
#include <sqlite3.h>

/// SQLite counts the memory it uses under one lock for all connections, unless it is told not to before its first use.
/// Swift cannot call `sqlite3_config`, which takes any number of arguments.
static inline int sqlite_without_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
