#pragma once
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "sql/societies.hpp"

// The texts of a society's front page, as a clerk writes them.
namespace portal::front_page {

// The file can't be used; what() names the file, the line where known, and what to do.
struct Unusable : std::runtime_error {
  using runtime_error::runtime_error;
};

// TOML with any number of [[announcement]] (公告), [[news]] (ニュースとお知らせ) and [[link]], in the order in which
// they are to be shown; each with title, and where wanted date = 2026-04-01 and url (http or https; a link must have
// one). At most limits::front_items_max in all. Throws Unusable.
std::vector<FrontItem> read(const std::filesystem::path& file);

}  // namespace portal::front_page
