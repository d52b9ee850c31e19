#pragma once

namespace harmony::admin {

/// Keeps freed memory in the program instead of giving it back to the system each time. An import
/// takes and frees blocks of some 400 kB thousands of times; handing them back and forth costs a
/// third of its time. Call it first in `main`.
void keep_freed_memory();

}  // namespace harmony::admin
