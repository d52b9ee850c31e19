#include "sync/names.h"

namespace harmony::sync {

bool belongs(RecordKind kind, RecordClass cls) {
    switch (cls) {
        case RecordClass::survey: return kind == RecordKind::dummy || kind == RecordKind::response;
        case RecordClass::contact: return kind == RecordKind::dummy || kind == RecordKind::fact;
        case RecordClass::health: return kind == RecordKind::health;
        case RecordClass::office_to_kiosk:
            return kind == RecordKind::roster || kind == RecordKind::own_secrets;
    }
    return false;
}

std::string app_version_text(std::uint32_t version) {
    return std::to_string(version >> 16U) + "." + std::to_string((version >> 8U) & 0xFFU) + "." +
           std::to_string(version & 0xFFU);
}

}  // namespace harmony::sync
