#include <fmt/format.h>

#include "admin/export/answer_value.h"
#include "admin/export/export_files.h"
#include "admin/export/export_plan.h"
#include "admin/report/markup.h"
#include "base/bytes.h"

// One XML a response, as a server of the OpenRosa protocol takes it: the instance of the survey's
// XForm with what was answered in it. The names of the namespaces are those that pyxform declares.

namespace harmony::admin {

using base::Result;

namespace {

constexpr const char* namespaces =
    R"( xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:h="http://www.w3.org/1999/xhtml")"
    R"( xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms")"
    R"( xmlns:orx="http://openrosa.org/xforms" xmlns:xsd="http://www.w3.org/2001/XMLSchema")";

/// A fresh version 4 UUID (RFC 9562): nothing of the record is in it.
std::string fresh_uuid(base::RandomSource& random) {
    std::array<std::byte, 16> bytes{};
    random.fill(bytes);
    bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x40};
    bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80};
    std::string text = base::to_hex(bytes);
    for (const std::size_t at : {8U, 13U, 18U, 23U}) {
        text.insert(at, 1, '-');
    }
    return text;
}

/// Times of XForms have seconds.
std::string xml_text(const AnswerValue& value) {
    switch (value.kind) {
        case ValueKind::names:
        case ValueKind::ranking: return fmt::format("{}", fmt::join(value.names, " "));
        case ValueKind::time:
        case ValueKind::date_time: return value.text + ":00.000";
        default: return value.text;
    }
}

/// Writes the elements below one group.
class Elements {
public:
    Elements(const survey::Form& form,
             const std::vector<ExportedQuestion>& plan,
             const std::vector<AnswerValue>& values)
        : form_(form), value_of_node_(values_by_node(form, plan, values)) {}

    [[nodiscard]] std::string write(std::uint32_t first, std::uint32_t end) const {
        std::string xml;
        for (std::uint32_t at = first; at < end;) {
            const survey::Node& node = form_.node({at});
            if (node.type == survey::NodeType::group) {
                const std::string inside = write(at + 1, node.end.value);
                xml += inside.empty() ? "" : fmt::format("<{0}>{1}</{0}>", node.name, inside);
            } else if (const AnswerValue* value = value_of_node_[at]; value != nullptr) {
                xml += element(node.name, xml_text(*value));
            }
            at = node.end.value;
        }
        return xml;
    }

private:
    const survey::Form& form_;
    std::vector<const AnswerValue*> value_of_node_;  ///< null: no element
};

std::string submission(const survey::Form& form,
                       const std::vector<ExportedQuestion>& plan,
                       const std::vector<AnswerValue>& values,
                       const std::string& instance) {
    const std::string& root = form.content().root;
    const std::string version =
        form.version().empty() ? ""
                               : fmt::format(R"( version="{}")", escape_markup(form.version()));
    const auto nodes = static_cast<std::uint32_t>(form.nodes().size());
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{0}{1} id=\"{2}\"{3}>{4}<meta><instanceID>"
        "uuid:{5}</instanceID></meta></{0}>\n",
        root,
        namespaces,
        escape_markup(form.id()),
        version,
        Elements(form, plan, values).write(0, nodes),
        instance);
}

}  // namespace

Result<void> export_openrosa(const ExportOrder& order,
                             const std::filesystem::path& folder,
                             base::Files& files,
                             base::RandomSource& random) {
    const StoredResponses& responses = order.responses;
    const auto plans = export_plans(responses.versions());
    const auto write = [&](const std::string& name, const std::string& text) -> Result<void> {
        const auto written = files.write(
            folder / name, base::as_bytes(text), base::IfPresent::replace, base::private_mode);
        return written ? Result<void>() : written.error();
    };
    for (std::size_t at = 0; at < responses.size(); ++at) {
        const survey::Form& form = responses.versions()[responses.version(at)];
        const auto& plan = plans[responses.version(at)];
        const auto values =
            answer_values(responses.read(at), form, plan, {at + 1, responses.kiosk(at)});
        const auto written = write(fmt::format("response-{:06}.xml", at + 1),
                                   submission(form, plan, values, fresh_uuid(random)));
        if (!written) {
            return written;
        }
    }
    std::string text;
    for (const std::string& line : read_me(order)) {
        text += line + '\n';
    }
    return write("read-me.txt", text);
}

}  // namespace harmony::admin
