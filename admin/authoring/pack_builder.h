#pragma once

#include <string>
#include <vector>

#include "admin/authoring/catalogue.h"
#include "admin/authoring/clips.h"
#include "admin/authoring/content.h"
#include "admin/authoring/pictures.h"
#include "admin/authoring/survey_files.h"
#include "admin/map/map_files.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "survey/form.h"
#include "sync/crypto.h"

namespace harmony::admin {

/// A file of a pack with its content.
struct PackEntry {
    std::string name;
    base::Bytes bytes;
};

/// A survey's compiled form, as it will be named in every response.
struct CompiledSurvey {
    std::string id;
    base::FormName name;
    base::Bytes compiled;
    survey::FileSet data;  ///< data files and pictures that the form names, and no others
};

/// The privacy notice of one language, whole.
struct Notice {
    std::string language;
    base::NoticeHash hash;
    std::string text;
};

/// A text that residents may agree to at sign-up, exactly as it is shown.
struct ConsentText {
    base::Digest hash;  ///< `sync::text_hash` of its canonical bytes
    std::string text;   ///< canonical
};

/// Everything that goes into a pack, checked, before anything is written.
struct PackContents {
    std::vector<CompiledSurvey> surveys;
    std::vector<Notice> notices;
    std::vector<ConsentText> consents;
    std::vector<PackEntry> entries;    ///< sorted by name
    std::vector<std::string> remarks;  ///< sentences for the officer; nothing that stops
};

/// The privacy notice in the catalogue's language, filled from the content. Errors: unreadable (the
/// catalogue has no notice, or a place in it was not filled).
[[nodiscard]] base::Result<Notice> make_notice(const Catalogue& catalogue,
                                               const Content& content,
                                               const std::string& organisation);

/// Takes the compiled form and the data files that it names out of a checked survey. Errors:
/// refused (errors or blocks: all messages), unreadable (the kiosk would refuse the form).
[[nodiscard]] base::Result<CompiledSurvey> take_compiled(const SurveyFile& survey);

/// A sentence for each question that kiosks step over, because it needs a map and the pack has
/// none.
[[nodiscard]] std::vector<std::string> stepped_over(const survey::Form& form);

/// What stands beside the texts of a pack; none of it is needed.
struct PackExtras {
    std::vector<MapFile> map = {};
    std::vector<PictureFile> pictures = {};
    std::vector<ClipFile> clips = {};
    std::vector<sync::SignPublicKey> ticket_keys = {};  ///< of the kiosks, for doors
};

/// Puts a pack together (docs/formats/pack.md). `catalogues`: one a language of the content,
/// English among them. Errors: refused (two surveys of one id, an engagement that asks for a survey
/// that is not there, a picture without its file or its words, a name that no pack may hold).
[[nodiscard]] base::Result<PackContents> build_pack(std::vector<CompiledSurvey> surveys,
                                                    const Content& content,
                                                    const std::vector<Catalogue>& catalogues,
                                                    const std::string& organisation,
                                                    const PackExtras& extras = {});

}  // namespace harmony::admin
