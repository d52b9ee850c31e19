#pragma once

#include "base/ids.h"

namespace harmony::events {

/// One date of an event: 8 bytes, stable when the date moves. The engagement at which a kiosk
/// stands, when there is one, has the same bytes.
using OccurrenceId = base::Id<struct OccurrenceTag, 8>;
/// One sign-up, drawn at random when it is begun; shares nothing with any survey response.
using SignUpId = base::Id<struct SignUpTag, 16>;
/// What a fact is about: a sign-up; a request, case or complaint by its receipt key.
using SubjectId = SignUpId;
/// A fact is called as the sealed record that carries it.
using FactId = base::RecordId;

}  // namespace harmony::events
