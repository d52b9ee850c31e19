#pragma once

#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <string>

#include "admin/enrolment.h"
#include "admin/office.h"
#include "admin/office_init.h"
#include "no_terminal.h"
#include "support/fake_kiosk.h"
#include "sync/folder_courier.h"

namespace harmony::bench {

/// An office in `where` with a stick beside it, that kiosks can be enrolled at.
struct BenchOffice {
    static constexpr const char* passphrase = "lantern meadow copper";

    explicit BenchOffice(const std::filesystem::path& where) {
        base::promise(sync::start().ok(), "libsodium does not start");
        admin::NewOffice order{"Example Borough",
                               where / "office",
                               admin::RootPlan::single,
                               true,
                               base::SecretText(passphrase)};
        base::promise(admin::make_office(order, resources, [](unsigned, unsigned) {}).ok(),
                      "no office");
        std::filesystem::create_directories(where / "stick");
        office = std::move(*admin::Office::open(where / "office", files));
        stick = std::make_unique<sync::FolderCourier>(
            files, where / "stick", office->settings().org, sync::Medium::folder);
        ring.add(
            std::move(*office->recipient(admin::key_names::survey, base::SecretText(passphrase))));
    }

    tests::FakeKiosk enrolled(std::size_t number) {
        tests::FakeKiosk kiosk(system_random);
        const auto request = sync::read_enrolment_request(kiosk.request());
        const auto publisher = office->publisher(base::SecretText(passphrase));
        const admin::EnrolOrder as{
            fmt::format("Kiosk {}", number), "Town", "main", admin::draw_pins(system_random)};
        base::promise(
            admin::enrol(*office, *request, as, *publisher, *stick, system_random, clock.today())
                .ok(),
            "no kiosk");
        kiosk.take_welcome(*stick);
        return kiosk;
    }

    sync::SodiumRandom system_random;
    base::RealFiles files{system_random};
    base::ManualClock clock{*base::day_from_iso("2026-03-30") + std::chrono::hours{12}};
    NoTerminal terminal;
    base::SilentLog log;
    admin::Resources resources{clock, system_random, files, terminal, log};
    std::unique_ptr<admin::Office> office;
    std::unique_ptr<sync::FolderCourier> stick;
    sync::KeyRing ring;
};

}  // namespace harmony::bench
