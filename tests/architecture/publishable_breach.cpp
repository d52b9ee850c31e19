// Must compile as it is, and must not compile with -DBREACH: a renderer refuses a table that did
// not go through suppress().

#include <string>

#include "admin/report/html_report.h"
#include "summary/publishable.h"
#include "summary/table.h"

namespace harmony {

#ifdef BREACH
std::string leak(const summary::Table& table) {
    return admin::render_html({table, {}});
}
#else
std::string lawful(const summary::Publishable& numbers) {
    return admin::render_html({numbers, {}});
}
#endif

}  // namespace harmony
