#pragma once

namespace portal::admin {

// portalctl(8) as roff, and the completion for bash: both from the table of commands, on standard output. The package
// is made with them.
void print_manual();
void print_completion();

// What journalctl -x says beside each of our lines, as systemd's message catalogue has it.
void print_journal_catalogue();

}  // namespace portal::admin
