#include <sqlite3.h>  // planted: the include scan must find it
