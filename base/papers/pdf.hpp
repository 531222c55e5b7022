#pragma once
#include <string_view>

// What a PDF is, by qpdf, as far as it matters whether it may be handed to a member.
namespace portal::pdf {

enum class Verdict {
  good,
  not_a_pdf,        // it doesn't begin like one
  damaged,          // cut off, or its parts can't be found
  encrypted,        // opens with a password only, or forbids something
  has_script,       // JavaScript, or an action that starts a program or sends something off
  has_files,        // attachments or embedded media
  leads_elsewhere,  // refers to other documents or files, or by a link that is none of https:, http:, mailto:, tel:
  has_no_page,
  unbounded,  // can't be looked into within limits::pdf_…
};

// Looks in a process of its own, with bounds on memory and time: whatever the bytes do to qpdf, they do it there.
// Nothing about them throws; std::system_error when the machine gives no process.
Verdict examine(std::string_view bytes);

// The part of it that the other process does, here and without bounds: for what is made to find faults in it.
Verdict look_into(std::string_view bytes);

}  // namespace portal::pdf
