#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "admin/gui/host.h"
#include "admin/gui/window_terminal.h"
#include "admin/resources.h"
#include "base/secret.h"

namespace harmony::admin::gui {

// How the window works without waiting:
//  1. One thread reads from the office for views, another runs orders, the words of verbs. Each has
//     its own way to the store and its own terminal; neither touches a view.
//  2. What they made comes back as a call that the interface thread makes between two frames
//     (`deliver`).
//  3. After an order the office may be another: the reading thread opens it anew before it reads
//     again, with the keys that are open already.
//  4. Of what is asked for twice under one name, only the last is answered.
//  5. An exception on a thread ends the program as it would have on the main one: it is thrown
//     again by `deliver`.
class Work {
public:
    struct Tools {
        Resources& resources;
        std::filesystem::path office;
        std::filesystem::path passphrase_file;
        std::string today;           ///< of `--today`; empty: the clock's
        std::function<void()> wake;  ///< something is ready for `deliver`; called on other threads
    };

    explicit Work(Tools tools);
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    /// Stops what runs, as Ctrl-C would, and waits for it.
    ~Work();

    using ReadEnd = std::function<base::Result<void>()>;
    using HowToRead = std::function<ReadEnd(Reader&)>;

    /// Opens the keys. `then` hears whether the passphrase was right.
    void unlock(std::optional<base::SecretText> passphrase,
                std::function<void(base::Result<void>)> then);
    /// The office is there and its keys are open.
    [[nodiscard]] bool unlocked() const;

    void read(std::string what, HowToRead how);
    void run(Order order, std::function<void(const Outcome&)> then);
    /// Keys that are about to be made (`init`) get this passphrase.
    void know(base::SecretText passphrase);

    struct Running {
        Order order;
        Done done;
        bool stopping = false;
    };
    /// What is being done now.
    [[nodiscard]] std::optional<Running> running() const;
    void stop_order();
    /// Whether anything is read or done.
    [[nodiscard]] bool busy_reading() const;

    /// Makes the calls that are ready. The first trouble of a reading, if there was one.
    [[nodiscard]] std::optional<base::Error> deliver();
    /// Waits until nothing is read or done any more, for tests; what is ready is not delivered.
    void wait_until_idle();

private:
    struct Reading {
        std::string what;
        HowToRead how;
    };
    struct Doing {
        Order order;
        std::function<void(const Outcome&)> then;
    };

    void reading_loop();
    void order_loop();
    [[nodiscard]] base::Result<void> open_office_anew(Desk& desk);
    void answer(Desk& desk, Reading reading);
    [[nodiscard]] Outcome carry_out(const Order& order);
    void ready(std::function<base::Result<void>()> call);
    void broke(std::exception_ptr failure);

    Tools tools_;
    WindowTerminal reading_terminal_;
    WindowTerminal order_terminal_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool ending_ = false;
    bool stale_ = false;
    bool reading_now_ = false;
    std::deque<Reading> readings_;
    std::optional<std::function<void(base::Result<void>)>> unlocking_;
    std::deque<Doing> orders_;
    std::optional<Running> running_;
    std::deque<std::function<base::Result<void>()>> ready_;
    std::exception_ptr failure_;
    bool unlocked_ = false;
    std::optional<FactDesk> facts_;  ///< of the reading thread
    std::thread reader_;
    std::thread worker_;
};

}  // namespace harmony::admin::gui
