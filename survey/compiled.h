#pragma once

#include <string>

#include "base/bytes.h"
#include "base/error.h"
#include "survey/form.h"
#include "survey/import.h"

namespace harmony::survey {

/// The compiled form: one JSON text, canonical by RFC 8785, the same for the same content on every
/// machine (docs/formats/form.md).
[[nodiscard]] std::string compiled_text(const FormContent& content);

/// Reads a compiled form and its data files, checks everything again and parses the expressions.
///
/// `name` is the first 8 bytes of H("hk1.form.1", compiled). `files` holds the data files by the
/// name the form gives them (`places.csv`); others are ignored. Errors: unreadable (not this
/// format, an unknown key, a reference that leads nowhere, a file that is not the one named),
/// absent (a data file is not there).
[[nodiscard]] base::Result<Form> load_form(base::ByteView compiled,
                                           base::FormName name,
                                           const FileSet& files);

}  // namespace harmony::survey
