#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace harmony::base {

/// Why an expected outcome was not reached. A closed list: who reads it decides what a person does next.
enum class ErrorKind {
    absent,       ///< it is not there
    refused,      ///< it is there, and a rule says no
    unreadable,   ///< it is there, and is not what it should be
    unreachable,  ///< it may be there, but the way to it is shut for now
    full,         ///< there is no space for it
};

/// A sentence for a person, and its kind.
struct Error {
    ErrorKind kind = ErrorKind::refused;
    std::string message;

    /// The same error with the step that was under way put before it: "collecting batches: no stick".
    [[nodiscard]] Error while_doing(std::string_view step) const {
        return {kind, std::string(step) + ": " + message};
    }

    bool operator==(const Error&) const = default;
};

/// A promise inside the program was broken: a bug, a corrupt store, a disk gone in mid-commit.
/// Thrown, never returned; caught by `main`, the frame loop and the worker loop alone.
class BrokenPromise : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// Throws `BrokenPromise` with `what` unless `held`.
inline void promise(bool held, const char* what) {
    if (!held) {
        throw BrokenPromise(what);
    }
}

/// A value, or the error that stood in its way. Reading the wrong one is a broken promise.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(*-explicit-*)
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(*-explicit-*)

    [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }

    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] T& value() & {
        promise(ok(), "value() of a Result that holds an error");
        return *std::get_if<0>(&state_);
    }

    [[nodiscard]] const T& value() const& {
        promise(ok(), "value() of a Result that holds an error");
        return *std::get_if<0>(&state_);
    }

    [[nodiscard]] T&& value() && {
        promise(ok(), "value() of a Result that holds an error");
        return std::move(*std::get_if<0>(&state_));
    }

    [[nodiscard]] T& operator*() & { return value(); }
    [[nodiscard]] const T& operator*() const& { return value(); }
    [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
    [[nodiscard]] T* operator->() { return &value(); }
    [[nodiscard]] const T* operator->() const { return &value(); }

    [[nodiscard]] const Error& error() const {
        promise(!ok(), "error() of a Result that holds a value");
        return *std::get_if<1>(&state_);
    }

    /// The same result; an error gets the step put before it.
    [[nodiscard]] Result while_doing(std::string_view step) && {
        if (ok()) {
            return std::move(*this);
        }
        return error().while_doing(step);
    }

private:
    std::variant<T, Error> state_;
};

/// Done, or the error that stood in its way.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}  // NOLINT(*-explicit-*)

    [[nodiscard]] bool ok() const noexcept { return !error_.has_value(); }

    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] const Error& error() const {
        promise(!ok(), "error() of a Result that holds no error");
        return *error_;
    }

    [[nodiscard]] Result while_doing(std::string_view step) && {
        if (ok()) {
            return {};
        }
        return error_->while_doing(step);
    }

private:
    std::optional<Error> error_;
};

}  // namespace harmony::base
