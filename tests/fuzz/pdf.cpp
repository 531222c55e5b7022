// Whatever a file that calls itself a PDF holds: what is good has pages, is good again when qpdf has written it anew,
// with everything in the open, and holds no word for what may not be handed to a member.
#include "base/papers/pdf.hpp"

#include <set>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "tests/fuzz/fuzz.hpp"
#include "tests/support/sample_pdf.hpp"

using namespace portal;
using fuzz::demand;

static void demand_harmless(QPDF& document) {
  static const std::set<std::string> banned{"/JS", "/JavaScript", "/XFA", "/EF", "/EmbeddedFiles", "/AF"};
  demand(!document.isEncrypted() && !document.getAllPages().empty());
  for (QPDFObjectHandle object : document.getAllObjects()) {
    if (object.isStream()) object = object.getDict();
    if (!object.isDictionary()) continue;
    for (const std::string& key : object.getKeys()) demand(banned.count(key) == 0);
    QPDFObjectHandle action = object.getKey("/S");
    demand(!action.isName() || (action.getName() != "/Launch" && action.getName() != "/JavaScript"));
  }
}

// A sound PDF, to whose objects the input's lines are added; or, behind a "%", a file's bytes.
static std::string file_of(std::string_view input) {
  if (input.substr(0, 1) == "%") return std::string(input);
  testing::SamplePdf sample;
  for (std::string_view* part : {&sample.in_catalog, &sample.in_page, &sample.in_trailer, &sample.in_stream})
    *part = fuzz::take(input);
  sample.words = input;
  return sample.bytes();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = file_of(fuzz::text_of(data, size));
  const pdf::Verdict verdict = pdf::look_into(bytes);
  demand(verdict == pdf::look_into(bytes));
  if (verdict != pdf::Verdict::good) return 0;
  QPDF document;
  document.setSuppressWarnings(true);
  document.processMemoryFile("document", bytes.data(), bytes.size());
  demand_harmless(document);
  QPDFWriter writer(document);
  writer.setOutputMemory();
  writer.setQDFMode(true);
  writer.write();
  const std::shared_ptr<Buffer> written = writer.getBufferSharedPointer();
  demand(pdf::look_into({reinterpret_cast<const char*>(written->getBuffer()), written->getSize()}) ==
         pdf::Verdict::good);
  return 0;
}
