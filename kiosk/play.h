#pragma once

#include "base/files.h"
#include "base/log.h"
#include "kiosk/command_line.h"

namespace harmony::kiosk {

/// `--script FILE`: plays it without a window. Returns the exit code of docs/formats/script.md.
[[nodiscard]] int play_script(const CommandLine& line, base::Files& files, base::Log& log);

/// `--demo FILE`: plays it on the screen at the speed of a person, again and again, until the
/// window is closed or the program is asked to stop. Nothing is kept: each round begins on a fresh
/// state. Returns 0 then, or the code of the first round that went wrong.
[[nodiscard]] int play_demo(const CommandLine& line, base::Files& files, base::Log& log);

/// `--frames`: draws for the program that started it, over standard input and output
/// (docs/formats/frames.md). The clock begins at the system's, and moves as it is told.
[[nodiscard]] int play_frames(const CommandLine& line, base::Files& files, base::Log& log);

/// `--layout-report`: goes through the content of `--pack`, or of the pack in use, on the day of
/// its first engagement, in every language and size on the reference panels (or `--panel` alone).
/// Returns 1 when a page breaks a rule of layout, with every finding on standard output.
[[nodiscard]] int report_layout(const CommandLine& line, base::Files& files, base::Log& log);

}  // namespace harmony::kiosk
