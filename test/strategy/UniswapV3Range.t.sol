// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {StrategyConformance} from "test/strategy/StrategyConformance.sol";

/// @notice What a vault relies on, of ranges above the price and around it, fresh or after strangers have traded up, down, or both ways through them.
contract UniswapV3RangeConformanceTest is StrategyConformance {
    function _build() internal override returns (IStrategy) {
        IUniswapV3Range.Limits memory limits = IUniswapV3Range.Limits(30, 40, 10 minutes);
        bytes memory parts = abi.encode(vault, UNISWAP, WETH, limits);
        return IStrategy(vm.deployCode("UniswapV3Range.sol:UniswapV3Range", parts));
    }

    function _work(uint256 assets, uint256 seed) internal override {
        (, int24 tick,,,,,) = UNISWAP.slot0();
        if (seed % 2 == 0) {
            _deployWith(assets, _opening(tick + 1, tick + 30));
        } else {
            _deployWith(assets, abi.encodeCall(IUniswapV3Range.sellLst, (assets / 2, 0)));
            _rebalance(IVaultTypes.ActionKind.Manage, strategy, 0, _opening(tick - 15, tick + 15));
        }
        uint256 way = seed / 2 % 4;
        if (way & 1 != 0) _tradeTo(TickMath.getSqrtPriceAtTick(tick + 25));
        if (way & 2 != 0) _tradeTo(TickMath.getSqrtPriceAtTick(tick - 25));
        // Off par a range is worth more than it is valued at, which shows when it is burnt; how much is held to the pool itself in this folder.
        _bringMarketToPar();
    }

    /// @dev A basis point of fee on the half that is sold, and what so little moves the pool; fees that strangers pay come on top.
    function _toleranceBps() internal pure override returns (uint256) {
        return 3;
    }

    function _bringMarketToPar() internal override {
        _tradeTo(LstMarketMath.sqrtPriceAt(_par(), 0));
    }

    /// @dev Nobody can stop a pool.
    function _stopTheVenue() internal pure override returns (bool) {
        return false;
    }

    function _spenders() internal pure override returns (address[] memory spenders) {
        spenders = new address[](2);
        (spenders[0], spenders[1]) = (address(UNISWAP), address(STETH));
    }

    function _opening(int24 lower, int24 upper) private pure returns (bytes memory) {
        return abi.encodeCall(IUniswapV3Range.open, (lower, upper, type(uint256).max, type(uint256).max, 0));
    }

    function _tradeTo(uint160 target) private {
        (uint160 current,,,,,,) = UNISWAP.slot0();
        if (current != target) UNISWAP.swap(address(this), target < current, type(int128).max, target, "");
    }
}
