#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Markdown (CommonMark) as a tree of plain values, for templates to show: there is no HTML in it, neither a clerk's nor
// the library's.
namespace portal::markdown {

enum class Kind {
  // Blocks
  heading,  // level 2 to 4: below the page's own title, without gaps
  paragraph,
  run,  // a paragraph of a tight list: no space around it
  bullet_list,
  ordered_list,  // counts from `level`
  item,
  quote,
  code_block,  // text
  rule,
  // Inside of them
  text,        // text
  line_break,  // every line break that was typed
  emphasis,
  strong,
  code,  // text
  link,  // text: its address, "https://…", "http://…" or an own path as in "/notices"
};

struct Node {
  Kind kind;
  std::string text = {};
  int level = 0;
  std::vector<Node> children = {};
};

// What may not be shown: HTML, images, links that lead elsewhere, entities for what can't be seen, too much. `line`
// counts from 1.
struct Fault {
  std::size_t line;
  std::string reason, remedy;
};

// Everything that is no fault is in `blocks`; limits::markdown_… say how much may be. `doubts`: what is shown, and
// hardly as it was meant: marks that stay marks (none of them escaped on their line), dates that become lists, lines
// that become headings or code. Emphasis is found beside Japanese brackets and stops, too.
struct Document {
  std::vector<Node> blocks;
  std::vector<Fault> faults, doubts;
};
Document parse(std::string_view text);

}  // namespace portal::markdown
