#pragma once
#include <filesystem>

#include "sql/postcards/postcards.hpp"

// The texts of a society's postcards, as a clerk writes them.
namespace portal::postcard_texts {

// TOML with any of postage, sender, greeting and note, each a text of few lines: what is in the file is all that the
// society says. Throws toml_text::Unreadable for what isn't such a file, with what to do.
postcards::Texts read(const std::filesystem::path& file);

}  // namespace portal::postcard_texts
