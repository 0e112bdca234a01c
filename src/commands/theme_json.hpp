#pragma once

#include "base/json.hpp"
#include "practice/detect.hpp"

namespace kindly {

/// [{text, start, end}]: the words that made a thought sound like the theme, in bytes.
[[nodiscard]] inline Json evidence_json(const Detected& theme) {
  Json list = Json::array();
  for (const Evidence& evidence : theme.evidence) {
    Json item = Json::object();
    item.set("text", evidence.text)
        .set("start", evidence.begin)
        .set("end", evidence.end);
    list.add(std::move(item));
  }
  return list;
}

} // namespace kindly
