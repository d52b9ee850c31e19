#include "admin/cases/slip.h"

#include <fmt/format.h>

#include "admin/report/markup.h"
#include "admin/report/words.h"

namespace harmony::admin {

std::string slip_page(const Slip& slip) {
    std::string lines = element("p", slip.organisation) +
                        element("h1", "Your number: " + slip.number) +
                        element("p", "It is with: " + slip.service);
    if (!slip.phone.empty()) {
        lines += element("p", "Their phone: " + slip.phone);
    }
    lines +=
        element("p",
                fmt::format("What happens next: somebody gets in touch with you by {}. You can "
                            "look on any of our screens with your number.",
                            long_date(slip.due)));
    lines += element("p", "Given out on " + long_date(slip.today) + ".");
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
           "'unsafe-inline'\">\n<title>Slip</title>\n<style>@page{size:A6 landscape;margin:8mm}"
           "body{font:14pt sans-serif}h1{font-size:20pt}</style>\n</head>\n<body>\n" +
           lines + "</body>\n</html>\n";
}

}  // namespace harmony::admin
