#pragma once

#include <string_view>

namespace harmony::base {

enum class LogLevel { info, warning, error };

/// Where events are noted. An event has a fixed name (`batch_cut`) and a detail of counts, sizes and
/// opaque ids: never an answer, a name, an address, or a time finer than the line's own.
class Log {
public:
    Log() = default;
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    virtual ~Log() = default;

    virtual void note(LogLevel level, std::string_view event, std::string_view detail) = 0;

    void info(std::string_view event, std::string_view detail = {}) {
        note(LogLevel::info, event, detail);
    }

    void warning(std::string_view event, std::string_view detail = {}) {
        note(LogLevel::warning, event, detail);
    }

    void error(std::string_view event, std::string_view detail = {}) {
        note(LogLevel::error, event, detail);
    }
};

/// One line an event on standard error; the service manager adds the time.
class StderrLog final : public Log {
public:
    void note(LogLevel level, std::string_view event, std::string_view detail) override;
};

class SilentLog final : public Log {
public:
    void note(LogLevel, std::string_view, std::string_view) override {}
};

}  // namespace harmony::base
