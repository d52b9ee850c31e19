#include "kiosk/stage.h"

namespace harmony::kiosk {
namespace {

App::Options watched_by(App::Options options, DeviceWatch& devices) {
    options.staff.devices = &devices;
    return options;
}

}  // namespace

Stage::Stage(const Options& options,
             base::ManualClock& clock,
             base::RandomSource& random,
             std::unique_ptr<Backing> backing,
             std::unique_ptr<ui::Toolkit> toolkit,
             std::shared_ptr<const Library> library)
    : backing_(std::move(backing)),
      toolkit_(std::move(toolkit)),
      outbox_(backing_->outbox(), faults_),
      worker_({outbox_, backing_->door(), [this] { return backing_->load(); }, backing_->desk()}),
      devices_(clock),
      app_({clock, random, worker_, *toolkit_, &speech_},
           watched_by(options.app, devices_),
           std::move(library)),
      driver_(*toolkit_, clock, [this](ui::Frame& frame) {
          devices_.note_stuck(toolkit_->input().stuck());
          app_.draw(frame);
      }) {}

base::Result<std::unique_ptr<Stage>> Stage::open(const Options& options,
                                                 base::ManualClock& clock,
                                                 base::RandomSource& random,
                                                 std::unique_ptr<Backing> backing,
                                                 std::shared_ptr<const Library> library) {
    auto toolkit = ui::Toolkit::open({options.panel, options.assets}, clock);
    if (!toolkit) {
        return toolkit.error();
    }
    std::unique_ptr<Stage> stage(new Stage(options,
                                           clock,
                                           random,
                                           std::move(backing),
                                           std::move(toolkit).value(),
                                           std::move(library)));
    stage->driver().step();
    return stage;
}

}  // namespace harmony::kiosk
