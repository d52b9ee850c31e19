// harmony-courier: carries what lies in a kiosk's spool to the folder or stick of the office, and
// brings back what the office left there. Holds no key.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "base/random.h"
#include "kiosk/courier_run.h"

namespace {

using namespace harmony;

int refuse(const base::Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app(
        "Carries a kiosk's sealed packages to the office's folder or stick, and back.\n"
        "Example: harmony-courier --data /var/lib/harmony-kiosk --courier folder:/mnt/office");
    std::string data = "/var/lib/harmony-kiosk";
    std::string address;
    app.add_option("--data", data, "the kiosk's state folder, which holds the spool");
    app.add_option("--courier", address, "folder:/path or usb:/mount/point")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    base::SystemRandom random;
    base::RealFiles files(random);
    const kiosk::StateFolder folder{data};
    const auto to = sync::parse_courier_address(address);
    if (!to) {
        return refuse(to.error());
    }
    const auto wants = kiosk::wants_of(files, folder);
    if (!wants) {
        return refuse(wants.error().while_doing("looking for something to carry"));
    }
    sync::FolderCourier place(files, to->path, wants->org, to->medium);
    const auto news = kiosk::carry_once(files, folder, *wants, place);
    if (!news) {
        return refuse(news.error());
    }
    std::printf("%zu out, %zu in\n", news->delivered.size(), news->brought);
    return news->reached ? 0 : refuse({base::ErrorKind::unreachable, news->trouble});
}
