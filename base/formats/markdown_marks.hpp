#pragma once
#include <string>
#include <string_view>
#include <vector>

// What CommonMark, made for words between spaces, doesn't see in Japanese text, for base/formats/markdown.cpp alone.
namespace portal::markdown_marks {

// The text with an invisible letter wherever a run of `*` stands between a mark of punctuation and another character
// and one of the two is Japanese: there CommonMark takes `**「資格確認書」**を` for asterisks. (As the proposal
// github.com/tats-u/markdown-cjk-friendly does; it leaves what stands between ASCII alone.)
std::string with_flanks(std::string_view text);

// Text of the tree, back as it was typed.
std::string without_flanks(std::string_view text);

// The marks of Markdown, or of what people take for it, that stand in a text which was read already: each once, as it
// would be shown. `begins_line`: the text is the first of its line.
std::vector<std::string_view> left_over(std::string_view text, bool begins_line);

}  // namespace portal::markdown_marks
