#pragma once
#include <string_view>

// What a PDF is, by qpdf, as far as it matters whether it may be handed to a member.
namespace portal::pdf {

enum class Verdict {
  good,
  not_a_pdf,   // it doesn't begin like one
  damaged,     // cut off, or its parts can't be found
  encrypted,   // opens with a password only, or forbids something
  has_script,  // JavaScript, or an action that starts a program or sends something off
  has_files,   // attachments or embedded media
  has_no_page,
};

// Nothing about the bytes throws.
Verdict examine(std::string_view bytes);

}  // namespace portal::pdf
