// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {TemplateStrategy} from "strategies/template/TemplateStrategy.sol";
import {StrategyConformance} from "test/strategy/StrategyConformance.sol";

/// @notice The template keeps to what it teaches.
contract TemplateStrategyConformanceTest is StrategyConformance {
    function _build() internal override returns (IStrategy) {
        return new TemplateStrategy(address(vault));
    }

    function _work(uint256 assets, uint256) internal override {
        _deployWith(assets, "");
    }

    function _toleranceBps() internal pure override returns (uint256) {
        return 0;
    }

    function _bringMarketToPar() internal override {}

    /// @dev There is none.
    function _stopTheVenue() internal pure override returns (bool) {
        return false;
    }

    function _spenders() internal pure override returns (address[] memory) {
        return new address[](0);
    }
}
