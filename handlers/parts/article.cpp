#include "handlers/parts/article.hpp"

#include "base/calendar.hpp"
#include "base/formats/markdown.hpp"
#include "gen/parts/article.hpp"
#include "gen/parts/markdown_block.hpp"
#include "gen/parts/markdown_inline.hpp"

namespace portal {
namespace {

namespace t = templates::parts::article;
namespace b = templates::parts::markdown_block;
namespace i = templates::parts::markdown_inline;
using markdown::Kind;
using markdown::Node;

// The deepest of a tree is limits::markdown_depth_max below its top (base/formats/markdown.hpp).
class Writer {
 public:
  explicit Writer(const std::string& base) : base_(base) {}

  View view(const Node& node) const { return is_block(node.kind) ? block(node) : inline_part(node); }

 private:
  static bool is_block(Kind kind) { return kind < Kind::text; }

  void put_children(View& into, const Node& node) const {
    for (const Node& child : node.children) {
      const bool below = is_block(child.kind);
      into.put(below ? b::BLOCK : b::INLINE, view(child));
    }
  }

  View block(const Node& node) const {
    View part(b::file);
    View& shown = part.add(section(node));
    if (node.kind == Kind::ordered_list) shown.set(b::FIRST_NUMBER, node.level);
    if (node.kind == Kind::code_block) shown.set(b::CODE_TEXT, node.text);
    put_children(shown, node);
    return part;
  }

  static Section section(const Node& node) {
    switch (node.kind) {
      case Kind::heading:
        return node.level == 2 ? b::HEADING_2 : node.level == 3 ? b::HEADING_3 : b::HEADING_4;
      case Kind::run:
        return b::RUN;
      case Kind::bullet_list:
        return b::BULLETS;
      case Kind::ordered_list:
        return b::NUMBERS;
      case Kind::item:
        return b::ITEM;
      case Kind::quote:
        return b::QUOTE;
      case Kind::code_block:
        return b::CODE_BLOCK;
      case Kind::rule:
        return b::RULE;
      default:
        return b::PARAGRAPH;
    }
  }

  View inline_part(const Node& node) const {
    View part(i::file);
    if (node.kind == Kind::text) part.add(i::TEXT).set(i::WORDS, node.text);
    if (node.kind == Kind::line_break) part.show(i::BREAK);
    if (node.kind == Kind::code) part.add(i::CODE).set(i::CODE_TEXT, node.text);
    if (node.kind == Kind::emphasis) put_children(part.add(i::EMPHASIS), node);
    if (node.kind == Kind::strong) put_children(part.add(i::STRONG), node);
    if (node.kind == Kind::link)
      put_children(part.add(i::LINK).set(i::LINK_URL, node.text.starts_with('/') ? base_ + node.text : node.text),
                   node);
    return part;
  }

  const std::string& base_;
};

}  // namespace

void put_markdown(View& view, Part marker, std::string_view markdown, const std::string& base) {
  const Writer writer(base);
  for (const Node& block : markdown::parse(markdown).blocks) view.put(marker, writer.view(block));
}

View article(const articles::Text& text, const std::string& base) {
  View view(t::file);
  view.set(t::ARTICLE_TITLE, text.title).set(t::ARTICLE_FROM, calendar::japanese_date(text.from));
  view.set(t::ARTICLE_FROM_ISO, to_sql(text.from));
  if (text.until) view.add(t::ARTICLE_ENDS).set(t::ARTICLE_UNTIL, calendar::japanese_date(*text.until));
  put_markdown(view, t::BLOCK, text.body, base);
  return view;
}

}  // namespace portal
