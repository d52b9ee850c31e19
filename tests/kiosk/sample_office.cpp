#include "kiosk/sample_office.h"

#include <fstream>
#include <iterator>

#include "base/files.h"
#include "kiosk/enrolment.h"
#include "kiosk/machine.h"
#include "support/small_office.h"
#include "sync/folder_courier.h"

namespace harmony::tests {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> files_below(const fs::path& folder) {
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            std::ifstream in(entry.path(), std::ios::binary);
            found.emplace(fs::relative(entry.path(), folder).string(),
                          std::string{std::istreambuf_iterator<char>(in), {}});
        }
    }
    return found;
}

}  // namespace

void enrol_at_office(const fs::path& state, const fs::path& pack, const fs::path& stick) {
    base::SystemRandom random;
    base::RealFiles files(random);
    fs::create_directories(state);
    fs::create_directories(stick);
    SmallOffice office;
    auto journal = *db::KioskJournal::open(state, {});
    auto machine = *kiosk::Machine::open({state}, files, *journal);
    const kiosk::Request request = *kiosk::request_enrolment(*machine, *journal, files, random);
    const sync::CheckedRequest checked = *sync::read_enrolment_request(request.file);
    const kiosk::Offer offer = *kiosk::read_offer(office.welcome(checked), *machine, *journal);
    base::promise(kiosk::accept_offer(offer, *machine, *journal).ok(), "accepting the office");
    sync::FolderCourier place(files, stick, office.org(), sync::Medium::stick);
    office.publish(place, 1, files_below(pack));
}

}  // namespace harmony::tests
