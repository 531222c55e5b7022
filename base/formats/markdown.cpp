#include "base/formats/markdown.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <optional>
#include <system_error>

#include <cmark.h>
#include <fmt/format.h>

#include "base/formats/markdown_marks.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::markdown {
namespace {

struct FreeTree {
  void operator()(cmark_node* tree) const { cmark_node_free(tree); }
};

std::string text_of(const char* text) { return text == nullptr ? "" : markdown_marks::without_flanks(text); }

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// A number and what stands behind it.
struct Counted {
  int number = 0;
  std::string_view rest;
};
std::optional<Counted> counted(std::string_view text) {
  Counted found;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), found.number);
  if (error != std::errc()) return {};
  found.rest = text.substr(static_cast<std::size_t>(end - text.data()));
  return found;
}

// "4. 1 から", "11. 30（月）": what stands behind an item's number is the rest of a date.
bool goes_on_as_date(std::string_view item) {
  constexpr int day_max = 31;
  const auto day = counted(text::trimmed(item));
  if (!day || day->number < 1 || day->number > day_max) return false;
  const std::string_view rest = text::trimmed(day->rest);
  if (rest.empty()) return true;
  constexpr std::array<std::string_view, 9> after_a_day{".", "日", "から", "まで", "（", "(", "～", "〜", "-"};
  return std::ranges::any_of(after_a_day, [rest](std::string_view word) { return rest.starts_with(word); });
}

// But for tabs, which are the caller's business like every character that was typed.
bool has_only_visible(const std::vector<std::string_view>& lines) {
  return std::ranges::none_of(lines, [](std::string_view line) {
    std::string without_tabs(line);
    std::erase(without_tabs, '\t');
    return text::has_control_or_bidi(without_tabs);
  });
}

bool is_page_address(std::string_view address) {
  if (address.size() > limits::markdown_address_bytes_max || address.find_first_of("\\ \"<>") != address.npos)
    return false;
  if (text::has_control_or_bidi(address)) return false;
  if (address.starts_with("https://") || address.starts_with("http://"))
    return address.find_first_not_of('/', address.find(':') + 1) != address.npos;
  return address.starts_with('/') && !address.starts_with("//") && address.find("/.") == address.npos;
}

// Walks the library's tree once, top down, never deeper than limits::markdown_depth_max.
class Walk {
 public:
  explicit Walk(std::string_view text) : lines_(lines_of(text)), is_visible_(has_only_visible(lines_)) {}

  Document document;

  void blocks_of(cmark_node* parent, std::vector<Node>& into, std::size_t depth) {
    for (cmark_node* at = cmark_node_first_child(parent); at != nullptr; at = cmark_node_next(at)) {
      note_line(at);
      if (!may_go_on(depth)) return;
      add(at, into, depth);
    }
  }

 private:
  void add(cmark_node* node, std::vector<Node>& into, std::size_t depth) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING:
        doubt_heading();
        return add_parent(node, {Kind::heading, "", heading_level(cmark_node_get_heading_level(node))}, into, depth);
      case CMARK_NODE_PARAGRAPH:
        return add_parent(node, {is_tight(node) ? Kind::run : Kind::paragraph}, into, depth);
      case CMARK_NODE_LIST:
        doubt_items(node);
        return add_parent(node, list(node), into, depth);
      case CMARK_NODE_ITEM:
        return add_parent(node, {Kind::item}, into, depth);
      case CMARK_NODE_BLOCK_QUOTE:
        return add_parent(node, {Kind::quote}, into, depth);
      case CMARK_NODE_EMPH:
        return add_parent(node, {Kind::emphasis}, into, depth);
      case CMARK_NODE_STRONG:
        return add_parent(node, {Kind::strong}, into, depth);
      case CMARK_NODE_LINK:
        return add_link(node, into, depth);
      default:
        return add_leaf(node, into);
    }
  }

  void add_parent(cmark_node* node, Node parent, std::vector<Node>& into, std::size_t depth) {
    blocks_of(node, parent.children, depth + 1);
    into.push_back(std::move(parent));
  }

  void add_link(cmark_node* node, std::vector<Node>& into, std::size_t depth) {
    // An address in angle brackets is one to cmark wherever it stands; in HTML no link holds another.
    if (in_link_)
      return fault("リンクの言葉の中に、リンクがあります", "[言葉](URL) の言葉には、URLを書かないでください");
    const std::string address = text_of(cmark_node_get_url(node));
    if (!is_page_address(address))
      fault("リンク先「" + address + "」は使えません",
            "https:// か http:// で始まるURL、またはこのポータルの中の / で始まるパスにしてください");
    if (cmark_node_first_child(node) == nullptr) fault("リンクに言葉がありません", "[言葉](URL) の形で書いてください");
    in_link_ = true;
    add_parent(node, {Kind::link, address}, into, depth);
    in_link_ = false;
  }

  void add_leaf(cmark_node* node, std::vector<Node>& into) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
        return add_text(text_of(cmark_node_get_literal(node)), into);
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        return into.push_back({Kind::line_break});
      case CMARK_NODE_CODE:
        return into.push_back({Kind::code, text_of(cmark_node_get_literal(node))});
      case CMARK_NODE_CODE_BLOCK:
        doubt_code();
        return into.push_back({Kind::code_block, text_of(cmark_node_get_literal(node))});
      case CMARK_NODE_THEMATIC_BREAK:
        return into.push_back({Kind::rule});
      case CMARK_NODE_IMAGE:
        return fault("画像は使えません", "画像の内容を文章で書いてください");
      default:
        return fault("HTMLは使えません", "タグを消し、文字として見せたい「<」の前には「\\」を付けてください");
    }
  }

  void add_text(const std::string& text, std::vector<Node>& into) {
    if (is_visible_ && !has_only_visible({text}))
      fault("目に見えない文字が入っています", "「&#x202E;」のような、「&」で始まる書き方を消してください");
    if (!in_link_) doubt_text(text, into.empty() || into.back().kind == Kind::line_break);
    if (!into.empty() && into.back().kind == Kind::text)
      into.back().text += text;
    else
      into.push_back({Kind::text, text});
  }

  void doubt_text(const std::string& text, bool begins_line) {
    for (const std::string_view mark : markdown_marks::left_over(text, begins_line)) {
      if (source(line_).find(std::string{'\\', mark.front()}) != std::string_view::npos) continue;
      const std::string reason = fmt::format("「{}」がそのまま文字として表示されます", mark);
      if (mark.starts_with("http"))
        doubt(line_, "URLがリンクになりません", "リンクにするには、< と > で囲むか、[言葉](URL) と書いてください");
      else if (mark == "|")
        doubt(line_, reason, "表は使えません。箇条書きなどにしてください");
      else if (mark.find_first_of("[]") != mark.npos || mark == "］（")
        doubt(line_, reason, "リンクは、半角の記号で [言葉](URL) と書いてください");
      else if (mark == "#" || mark == "＃")
        doubt(line_, reason, "見出しは、半角の「#」と空白の後に書いてください");
      else
        doubt(line_, reason,
              "強調は、言葉のすぐ前と後を「**」で囲んでください。文字として見せるときは、前に「\\」を付けてください");
    }
  }

  // What an item of a numbered list shows for its number, and what was typed.
  void doubt_items(cmark_node* list) {
    if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) return;
    constexpr int usual_start_max = 99;
    const int first = cmark_node_get_list_start(list);
    int shown = first;
    for (cmark_node* item = cmark_node_first_child(list); item != nullptr; item = cmark_node_next(item), ++shown) {
      const auto line = static_cast<std::size_t>(cmark_node_get_start_line(item));
      const auto from = static_cast<std::size_t>(std::max(cmark_node_get_start_column(item) - 1, 0));
      const std::string_view typed = source(line);
      const auto number = counted(text::trimmed(typed.substr(std::min(from, typed.size()))));
      if (!number) continue;
      if (number->number > usual_start_max ||
          goes_on_as_date(number->rest.substr(std::min<std::size_t>(1, number->rest.size()))))
        doubt(line, "番号の付いた箇条書きになります",
              "日付や数のときは、「4月1日」と書くか、点の前に「\\」を付けてください");
      else if (number->number != shown && number->number != first)
        doubt(line, fmt::format("「{}.」と書かれていますが、{}と表示されます", number->number, shown),
              "番号を順に書くか、点の前に「\\」を付けてください");
    }
  }

  void doubt_heading() {
    if (source(line_).find('#') == std::string_view::npos)
      doubt(line_, "下に線があるので、見出しになります", "見出しでないときは、線の上に何もない行を入れてください");
  }

  void doubt_code() {
    if (source(line_).find("```") == std::string_view::npos && source(line_).find("~~~") == std::string_view::npos)
      doubt(line_, "字下げされているので、枠の中の文字になります", "行の初めの空白を消してください");
  }

  std::string_view source(std::size_t line) const {
    return line == 0 || line > lines_.size() ? std::string_view() : lines_[line - 1];
  }

  static Node list(cmark_node* node) {
    if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST) return {Kind::bullet_list};
    return {Kind::ordered_list, "", cmark_node_get_list_start(node)};
  }

  static bool is_tight(cmark_node* paragraph) {
    cmark_node* above = cmark_node_parent(cmark_node_parent(paragraph));
    return above != nullptr && cmark_node_get_type(above) == CMARK_NODE_LIST && cmark_node_get_list_tight(above) != 0;
  }

  // "##" first and "####" under it are levels 2 and 3: what counts is which stands under which.
  int heading_level(int typed) {
    constexpr std::size_t deepest = 3;
    while (!open_headings_.empty() && open_headings_.back() >= typed) open_headings_.pop_back();
    open_headings_.push_back(typed);
    return static_cast<int>(std::min(open_headings_.size(), deepest)) + 1;
  }

  bool may_go_on(std::size_t depth) {
    ++nodes_;
    if (nodes_ == limits::markdown_nodes_max + 1) fault("書式や段落が多すぎます", "二つに分けて掲載してください");
    if (depth == limits::markdown_depth_max && !told_of_depth_) {
      told_of_depth_ = true;
      fault("箇条書きや引用の重なりが深すぎます", "重ね方を浅くしてください");
    }
    return nodes_ <= limits::markdown_nodes_max && depth < limits::markdown_depth_max;
  }

  void note_line(cmark_node* node) {
    const int line = cmark_node_get_start_line(node);
    if (line > 0) line_ = static_cast<std::size_t>(line);
  }

  void fault(std::string reason, std::string remedy) {
    if (document.faults.size() < limits::markdown_faults_max)
      document.faults.push_back({line_, std::move(reason), std::move(remedy)});
  }

  void doubt(std::size_t line, std::string reason, std::string remedy) {
    auto& doubts = document.doubts;
    const bool told = !doubts.empty() && doubts.back().line == line && doubts.back().remedy == remedy;
    if (!told && doubts.size() < limits::markdown_faults_max)
      doubts.push_back({line, std::move(reason), std::move(remedy)});
  }

  std::vector<std::string_view> lines_;  // as typed
  std::vector<int> open_headings_;
  std::size_t nodes_ = 0, line_ = 1;
  bool told_of_depth_ = false, in_link_ = false;
  bool is_visible_;  // as typed; an entity can stand for what isn't
};

}  // namespace

Document parse(std::string_view text) {
  const std::string marked = markdown_marks::with_flanks(text);
  const std::unique_ptr<cmark_node, FreeTree> tree(
      cmark_parse_document(marked.data(), marked.size(), CMARK_OPT_DEFAULT));
  Walk walk(text);
  walk.blocks_of(tree.get(), walk.document.blocks, 0);
  return std::move(walk.document);
}

}  // namespace portal::markdown
