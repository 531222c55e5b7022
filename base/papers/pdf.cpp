#include "base/papers/pdf.hpp"

#include <algorithm>
#include <array>

#include <qpdf/QPDF.hh>

#include "base/limits.hpp"

namespace portal::pdf {
namespace {

constexpr std::string_view beginning = "%PDF-";
constexpr std::string_view ending = "%%EOF";
constexpr std::size_t ending_within_bytes = 1024;  // of the end, as readers take it

// Actions that do something beyond showing a place in the document or on the web.
constexpr std::array<std::string_view, 8> active_actions = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/RichMediaExecute", "/GoToE", "/Movie"};
constexpr std::array<const char*, 3> script_keys = {"/JS", "/JavaScript", "/XFA"};
constexpr std::array<const char*, 4> file_keys = {"/EF", "/EmbeddedFiles", "/RichMediaContent", "/AF"};

template <std::size_t count>
bool has_any(QPDFObjectHandle& dictionary, const std::array<const char*, count>& keys) {
  return std::any_of(keys.begin(), keys.end(), [&dictionary](const char* key) { return dictionary.hasKey(key); });
}

Verdict judge_dictionary(QPDFObjectHandle dictionary) {
  if (has_any(dictionary, script_keys)) return Verdict::has_script;
  if (has_any(dictionary, file_keys)) return Verdict::has_files;
  QPDFObjectHandle type = dictionary.getKey("/Type");
  if (type.isName() && type.getName() == "/EmbeddedFile") return Verdict::has_files;
  QPDFObjectHandle action = dictionary.getKey("/S");
  const bool is_active = action.isName() && std::find(active_actions.begin(), active_actions.end(), action.getName()) !=
                                                active_actions.end();
  return is_active ? Verdict::has_script : Verdict::good;
}

// Objects that another one only refers to have their own turn.
Verdict judge(QPDFObjectHandle object, int depth) {
  if (depth > limits::pdf_depth_max) return Verdict::damaged;
  Verdict verdict = Verdict::good;
  const auto look_inside = [&verdict, depth](const QPDFObjectHandle& inner) {
    if (verdict == Verdict::good && !inner.isIndirect()) verdict = judge(inner, depth + 1);
  };
  if (object.isStream()) object = object.getDict();
  if (object.isDictionary()) {
    verdict = judge_dictionary(object);
    for (const auto& [key, inner] : object.getDictAsMap()) look_inside(inner);
  }
  if (object.isArray())
    for (const QPDFObjectHandle& inner : object.getArrayAsVector()) look_inside(inner);
  return verdict;
}

Verdict judge_content(QPDF& document) {
  if (document.isEncrypted()) return Verdict::encrypted;
  for (const QPDFObjectHandle& object : document.getAllObjects())
    if (const Verdict verdict = judge(object, 0); verdict != Verdict::good) return verdict;
  return document.getAllPages().empty() ? Verdict::has_no_page : Verdict::good;
}

}  // namespace

Verdict examine(std::string_view bytes) {
  if (bytes.substr(0, beginning.size()) != beginning) return Verdict::not_a_pdf;
  const std::size_t tail = bytes.size() - std::min(bytes.size(), ending_within_bytes);
  if (bytes.substr(tail).find(ending) == bytes.npos) return Verdict::damaged;
  QPDF document;
  document.setSuppressWarnings(true);
  document.setAttemptRecovery(false);
  try {
    document.processMemoryFile("document", bytes.data(), bytes.size());
    return judge_content(document);
  } catch (const QPDFExc& fault) {
    return fault.getErrorCode() == qpdf_e_password ? Verdict::encrypted : Verdict::damaged;
  } catch (const std::exception&) {
    return Verdict::damaged;
  }
}

}  // namespace portal::pdf
