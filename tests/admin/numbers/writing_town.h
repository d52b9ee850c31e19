#pragma once

#include <map>
#include <string>
#include <vector>

#include "admin/numbers/free_words.h"
#include "admin/published_shelf.h"
#include "answered_town.h"
#include "base/cbor.h"

namespace harmony::tests {

/// Twelve people answer; the first ones write something.
struct WritingTown : AnsweredTown {
    explicit WritingTown(const std::vector<std::string>& texts) : AnsweredTown({}) {
        BodyOf body;
        body.form = admin::surveys_on_shelf(office()->store()).back().name;
        body.engagement = base::EngagementId::from_hex(engagement);
        body.day = clock.today();
        std::vector<base::Bytes> bodies;
        for (std::size_t i = 0; i < 12; ++i) {
            base::Bytes items;
            for (int item = 0; item < 3; ++item) {
                base::cbor::Writer one;
                item == 0                       ? one.unsigned_integer(0)
                : item == 2 && i < texts.size() ? one.text(texts[i])
                                                : one.undefined();
                base::append(items, one.written());
            }
            bodies.push_back(body.with(3, items));
        }
        sync::FolderCourier stick = courier();
        kiosk->send(stick, bodies, clock.today());
        base::promise(sync() == 0, terminal.complaints.c_str());
    }

    nlohmann::json listed(const std::string& state) {
        return json_of({"words", "list", "--reason", "a test", "--state", state});
    }

    std::map<std::string, std::vector<std::string>> released() {
        return admin::released_words(office()->store(), "shops");
    }
};

}  // namespace harmony::tests
