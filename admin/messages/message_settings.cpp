#include "admin/messages/message_settings.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::string_view format_name = "messages/1";
constexpr std::size_t settings_cap = 65536;
constexpr unsigned last_port = 65535;

std::string text_of(const json& object, const char* key) {
    const json value = object.value(key, json());
    return value.is_string() ? value.get<std::string>() : std::string();
}

std::optional<MailWay> mail_of(const json& object) {
    MailWay mail;
    mail.server.host = text_of(object, "host");
    const json port = object.value("port", json());
    mail.server.port = port.is_number_unsigned() ? port.get<unsigned>() : 0;
    const std::string tls = text_of(object, "tls");
    mail.server.tls = tls == "implicit" ? sync::MailTls::implicit : sync::MailTls::starttls;
    mail.from = text_of(object, "from");
    mail.reply_to = text_of(object, "reply_to");
    mail.named = object.value("named", json()) == true;
    const bool good = !mail.server.host.empty() && mail.server.port > 0 &&
                      mail.server.port <= last_port && (tls == "implicit" || tls == "starttls") &&
                      sync::is_mail_address(mail.from) &&
                      (mail.reply_to.empty() || sync::is_mail_address(mail.reply_to));
    return good ? std::optional(mail) : std::nullopt;
}

json json_of(const MailWay& mail) {
    return {{"host", mail.server.host},
            {"port", mail.server.port},
            {"tls", mail.server.tls == sync::MailTls::implicit ? "implicit" : "starttls"},
            {"from", mail.from},
            {"reply_to", mail.reply_to},
            {"named", mail.named}};
}

}  // namespace

std::filesystem::path message_settings_file(const OfficeFolder& folder) {
    return folder.root() / "messages.json";
}

std::filesystem::path message_queue_file(const OfficeFolder& folder) {
    return folder.root() / "messages.db";
}

Result<MessageSettings> read_message_settings(base::Files& files, const OfficeFolder& folder) {
    const std::string file = message_settings_file(folder).string();
    const Result<base::Bytes> bytes = files.read(file, settings_cap);
    if (!bytes && bytes.error().kind == ErrorKind::absent) {
        return MessageSettings{};
    }
    if (!bytes) {
        return bytes.error().while_doing("reading " + file);
    }
    const auto bad = [&](std::string_view what) {
        return Error{ErrorKind::unreadable,
                     fmt::format("{}: {}. Set it again: harmony-admin message server", file, what)};
    };
    const json object = json::parse(base::as_text(*bytes), nullptr, false);
    if (!object.is_object() || object.value("harmony", json()) != format_name) {
        return bad("it is no \"messages/1\"");
    }
    MessageSettings settings;
    settings.phone = text_of(object, "phone");
    if (const json mail = object.value("mail", json()); mail.is_object()) {
        settings.mail = mail_of(mail);
        if (!settings.mail) {
            return bad("\"mail\" lacks a host, port, tls or from");
        }
    }
    if (const json notify = object.value("notify", json()); notify.is_object()) {
        settings.notify = NotifyWay{text_of(notify, "base"),
                                    text_of(notify, "text_template"),
                                    text_of(notify, "email_template")};
        if (!secret_place(*settings.notify)) {
            return bad("\"notify\" has no address");
        }
    }
    return settings;
}

Result<void> keep_message_settings(const MessageSettings& settings,
                                   base::Files& files,
                                   const OfficeFolder& folder) {
    json object{{"harmony", format_name}, {"phone", settings.phone}};
    if (settings.mail) {
        object["mail"] = json_of(*settings.mail);
    }
    if (settings.notify) {
        object["notify"] = {{"base", settings.notify->base},
                            {"text_template", settings.notify->text_template},
                            {"email_template", settings.notify->email_template}};
    }
    const std::string text = object.dump(2) + '\n';
    const auto written = files.write(message_settings_file(folder),
                                     base::as_bytes(text),
                                     base::IfPresent::replace,
                                     base::private_mode);
    return written ? Result<void>{} : written.error().while_doing("keeping how messages are sent");
}

sync::WebAddress secret_place(const sync::MailServer& server) {
    return {"smtp", fmt::format("{}:{}", server.host, server.port), server.host, "/"};
}

Result<sync::WebAddress> secret_place(const NotifyWay& notify) {
    return sync::parse_web_address(notify.base);
}

}  // namespace harmony::admin
