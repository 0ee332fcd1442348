#pragma once

/// Lets the system give memory in pages of 2 MB from now on, where it has them.
///
/// The program begins without: a large page is cleared as a whole, and in a virtual machine that has
/// given back what was free each costs milliseconds, more than a build that touches 20 MB can win back.
/// One that makes a whole site touches far more, page after page. Of 10,000 documents large pages spare a clean build
/// 6 % of its time; with them from the start a build after an edit would take 25 % more memory.
void branchpress_allow_large_pages(void);

/// Gives memory back to the system that is free now: after a part of a build that needs much for itself, so that the next one does not add
/// to it. Memory that one core has used is otherwise kept for that core.
void branchpress_give_back_memory(void);
