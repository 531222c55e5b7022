#pragma once
#include <string>

#include "sql/publishing/articles.hpp"
#include "templates/view.hpp"

namespace portal {

// A text of a clerk's as a page shows it (parts/article.tpl). `base` goes before links to own paths: "/mihon". Its
// Markdown becomes views of templates that escape like all others: nothing of it is HTML.
View article(const articles::Text& text, const std::string& base);
void put_markdown(View& view, Part marker, std::string_view markdown, const std::string& base);  // its body alone

}  // namespace portal
