#include "sync/pack.h"

#include <algorithm>
#include <set>

#include "sync/names.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t max_stream = 32;
constexpr std::size_t max_file_name = 64;
constexpr std::size_t smallest_file = 4 + 1 + 8 + 32;

base::Error refused(std::string sentence) {
    return {base::ErrorKind::refused, std::move(sentence)};
}

bool is_small_letter_or_digit(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

bool is_name_part(std::string_view part) {
    return !part.empty() && is_small_letter_or_digit(part.front()) &&
           std::all_of(part.begin(), part.end(), [](char letter) {
               return is_small_letter_or_digit(letter) || letter == '.' || letter == '_' ||
                      letter == '-';
           });
}

base::Bytes write_body(const PackManifest& manifest) {
    WireWriter out;
    out.id(manifest.org);
    out.text(manifest.stream);
    out.u64(manifest.version);
    out.u32(manifest.trust_version);
    out.id(manifest.trust_hash);
    out.day(manifest.created);
    out.day(manifest.warn_after);
    out.u32(manifest.min_app);
    out.u16(static_cast<std::uint16_t>(manifest.files.size()));
    for (const PackFile& file : manifest.files) {
        out.text(file.name);
        out.u64(file.length);
        out.id(file.hash);
    }
    return out.take();
}

PackFile read_file(WireReader& from) {
    PackFile file;
    file.name = from.text(max_file_name);
    file.length = from.u64();
    file.hash = from.id<FileHash>();
    return file;
}

base::Result<PackManifest> read_body(base::ByteView body) {
    WireReader from(body);
    PackManifest manifest;
    manifest.org = from.id<base::OrgId>();
    manifest.stream = from.text(max_stream);
    manifest.version = from.u64();
    manifest.trust_version = from.u32();
    manifest.trust_hash = from.id<base::Digest>();
    manifest.created = from.day();
    manifest.warn_after = from.day();
    manifest.min_app = from.u32();
    const std::size_t files = from.count(from.u16(), 65535, smallest_file);
    for (std::size_t i = 0; i < files && !from.failed(); ++i) {
        manifest.files.push_back(read_file(from));
    }
    from.require(strictly_ascending(
        manifest.files, [](const PackFile& file) { return std::string_view(file.name); }));
    if (!from.finished() || !base::equal(write_body(manifest), body)) {
        return frame_error(FrameKind::pack, FrameFault::badfmt);
    }
    return manifest;
}

base::Result<void> check_files(const PackManifest& manifest) {
    if (manifest.files.size() > max_pack_files) {
        return refused("this content has more than 2,000 files");
    }
    std::uint64_t together = 0;
    for (const PackFile& file : manifest.files) {
        if (!is_pack_file_name(file.name)) {
            return refused("this content names a file as none may be named: " + file.name);
        }
        if (file.length > max_pack_file) {
            return refused("the file " + file.name + " is over 64 MiB");
        }
        together += file.length;
    }
    if (together > max_pack) {
        return refused("this content is over 512 MiB");
    }
    return {};
}

std::vector<PackFile> missing_files(const PackManifest& manifest,
                                    std::span<const FileHash> already_here) {
    std::set<FileHash> here(already_here.begin(), already_here.end());
    std::vector<PackFile> missing;
    for (const PackFile& file : manifest.files) {
        if (here.insert(file.hash).second) {
            missing.push_back(file);
        }
    }
    return missing;
}

/// Steps after the floor: min_app, names and sizes, free space.
base::Result<InstallPlan> plan_install(InstallPlan plan, const InstallContext& context) {
    if (plan.manifest.min_app > context.app) {
        return refused("This content needs Harmony " + app_version_text(plan.manifest.min_app) +
                       ". Update this machine.");
    }
    if (base::Result<void> files = check_files(plan.manifest); !files) {
        return files.error();
    }
    plan.fetch = missing_files(plan.manifest, context.already_here);
    std::uint64_t fresh = 0;
    for (const PackFile& file : plan.fetch) {
        fresh += file.length;
    }
    if (context.free_bytes / 2 < fresh) {
        return base::Error{base::ErrorKind::full,
                           "there is not enough free space for the new content"};
    }
    return plan;
}

base::Result<PackManifest> read_from(const Frame& frame, const TrustDocument& trust) {
    if (base::Result<void> signed_right = check_publishers(frame, trust); !signed_right) {
        return signed_right.error();
    }
    base::Result<PackManifest> manifest = read_body(frame.body);
    if (manifest && manifest->org != trust.org) {
        return refused("this content is another organisation's");
    }
    return manifest;
}

}  // namespace

FileHash file_hash(base::ByteView content) {
    return *FileHash::from_bytes(hash("hk1.file.1", content).view());
}

bool is_stream_name(std::string_view name) {
    return !name.empty() && name.size() <= max_stream &&
           std::all_of(name.begin(), name.end(), [](char letter) {
               return is_small_letter_or_digit(letter) || letter == '-';
           });
}

bool is_pack_file_name(std::string_view name) {
    if (name.size() > max_file_name || name.find("..") != std::string_view::npos) {
        return false;
    }
    const std::size_t slash = name.find('/');
    if (slash == std::string_view::npos) {
        return is_name_part(name);
    }
    return is_name_part(name.substr(0, slash)) && is_name_part(name.substr(slash + 1));
}

base::Result<base::Bytes> sign_manifest(PackManifest manifest,
                                        std::span<const SignKeyPair* const> publishers) {
    std::sort(manifest.files.begin(),
              manifest.files.end(),
              [](const PackFile& a, const PackFile& b) { return a.name < b.name; });
    if (base::Result<void> files = check_files(manifest); !files) {
        return files.error();
    }
    if (!is_stream_name(manifest.stream)) {
        return refused("a stream's name is made of a-z, 0-9 and hyphens, at most 32 letters");
    }
    const base::Bytes body = write_body(manifest);
    if (!read_body(body)) {
        return refused("this content names a file twice");
    }
    return write_frame(FrameKind::pack, body, publishers);
}

base::Result<InstallPlan> check_install(base::ByteView file,
                                        const TrustDocument& trust,
                                        const InstallContext& context) {
    const base::Result<Frame> frame = read_frame(FrameKind::pack, file);
    if (!frame) {
        return frame.error();
    }
    base::Result<PackManifest> manifest = read_from(*frame, trust);
    if (!manifest) {
        return manifest.error();
    }
    if (manifest->stream != context.stream) {
        return refused("this content is of another stream");
    }
    InstallPlan plan;
    plan.floor = {trust.publisher_set(), manifest->version, frame->digest};
    plan.answer = check_floor(context.floor, plan.floor);
    plan.manifest = std::move(*manifest);
    if (plan.answer != FloorAnswer::newer) {
        return plan;
    }
    return plan_install(std::move(plan), context);
}

base::Result<PackManifest> read_manifest(base::ByteView file, const TrustDocument& trust) {
    const base::Result<Frame> frame = read_frame(FrameKind::pack, file);
    if (!frame) {
        return frame.error();
    }
    return read_from(*frame, trust);
}

base::Result<void> check_content(const PackFile& file, base::ByteView content) {
    if (content.size() != file.length || file_hash(content) != file.hash) {
        return base::Error{base::ErrorKind::unreadable,
                           "the file " + file.name + " is not what the content list names"};
    }
    return {};
}

}  // namespace harmony::sync
