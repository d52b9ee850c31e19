#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/cli/desk.h"
#include "admin/cli/fact_desk.h"
#include "admin/gui/window_settings.h"
#include "base/error.h"
#include "base/time.h"
#include "ui/desk.h"

namespace harmony::admin::gui {

/// What views read from: the office, open, on the reading thread. One thread at a time.
struct Reader {
    Desk& desk;
    FactDesk& facts;  ///< holds the office; made anew when the office changed

    [[nodiscard]] Office& office() const { return *facts.office; }
};

/// Something to be done: the words of the command line that do it, so that the window and the
/// shell can never differ.
struct Order {
    std::string doing;               ///< "Publishing to the stick"
    std::vector<std::string> words;  ///< {"publish", "--to", "folder:/media/stick"}
    std::string done = {};  ///< "Published.": said when it went well; empty: what it printed
    std::vector<std::string> undo = {};  ///< words that take it back, offered beside `done`
    bool quiet = false;                  ///< nothing is said when it went well
};

/// How an order ended.
struct Outcome {
    bool ok = false;
    bool stopped = false;  ///< by the officer
    std::string printed;   ///< what the command line would have shown
    std::string trouble;   ///< sentences: what was refused, and how to mend it
};

/// A question that must be answered before something is done that cannot be taken back.
struct Question {
    std::string title;
    std::string text;
    std::string yes;  ///< label of the button that does it
    bool danger = false;
    bool told = false;  ///< nothing is asked: it must only be read
};

/// A line of a form.
struct Entry {
    std::string id;
    std::string label;
    std::string hint = {};
    std::string value = {};                 ///< filled in beforehand
    std::vector<std::string> options = {};  ///< of these one is chosen; empty: it is typed
    bool needed = true;
    bool personal = false;
    int lines = 1;
};
/// A few lines that an order needs, filled in on a sheet.
struct Form {
    std::string title;
    std::string text;
    std::vector<Entry> entries;
    std::string submit;  ///< label of its button
};

/// What a view may ask of the window. Called on the interface thread.
class Host {
public:
    Host() = default;
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;
    virtual ~Host() = default;

    /// Reads on the reading thread, and hands the answer over between two frames. A trouble is
    /// shown by the window. What was asked for before under the same `what` is forgotten.
    template <class T>
    void read(std::string what,
              std::function<base::Result<T>(Reader&)> how,
              std::function<void(T)> then) {
        read_any(std::move(what), [how = std::move(how), then = std::move(then)](Reader& reader) {
            auto answer = std::make_shared<base::Result<T>>(how(reader));
            return ReadEnd([answer, then]() -> base::Result<void> {
                if (!answer->ok()) {
                    return answer->error();
                }
                then(std::move(**answer));
                return {};
            });
        });
    }

    /// Does it on the working thread; says how it ended; then every view is read anew. `then` may
    /// be empty.
    virtual void run(Order order, std::function<void(const Outcome&)> then) = 0;
    void run(Order order) { run(std::move(order), {}); }
    /// Whether an order is being done: its buttons are not enabled.
    [[nodiscard]] virtual bool busy() const = 0;

    /// Opens another view, at one of its things when `item` is not empty.
    virtual void open(std::string_view view, std::string_view item) = 0;
    void open(std::string_view view) { open(view, {}); }

    /// Opens the list of a chooser under it.
    virtual void choose(std::string id,
                        const ui::Rect& anchor,
                        std::vector<std::string> options,
                        std::optional<std::size_t> chosen,
                        std::function<void(std::size_t)> then) = 0;
    /// Asks; `then` is called when the answer is yes.
    virtual void ask(Question question, std::function<void()> then) = 0;
    /// Shows a form; `then` gets what was filled in, in the order of its entries.
    virtual void fill_in(Form form, std::function<void(std::vector<std::string>)> then) = 0;
    /// Makes the office that is not there yet, and opens it.
    virtual void make_office(std::string organisation, base::SecretText passphrase) = 0;
    /// A sentence at the foot of the window, for a while.
    virtual void say(std::string sentence) = 0;
    /// Puts text on the clipboard.
    virtual void copy(std::string text) = 0;
    /// Opens a file or folder with whatever this computer opens such with.
    virtual void open_file(const std::filesystem::path& file) = 0;

    /// What is published from the window, and how it looks; kept when the window closes.
    [[nodiscard]] virtual const WindowSettings& settings() const = 0;
    virtual void keep(WindowSettings settings) = 0;
    /// The office's folder, and that of fonts, phrases and templates.
    [[nodiscard]] virtual const std::filesystem::path& office_folder() const = 0;
    [[nodiscard]] virtual const std::filesystem::path& assets() const = 0;

    [[nodiscard]] virtual base::Day today() const = 0;

    /// Who sits here, as it was last written into a form: filled in beforehand in the next.
    [[nodiscard]] const std::string& officer() const { return officer_; }
    void remember_officer(std::string name) { officer_ = std::move(name); }

protected:
    using ReadEnd = std::function<base::Result<void>()>;  ///< run on the interface thread
    virtual void read_any(std::string what, std::function<ReadEnd(Reader&)> how) = 0;

private:
    std::string officer_;
};

}  // namespace harmony::admin::gui
