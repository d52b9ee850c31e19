#include "db/kiosk_journal.h"
