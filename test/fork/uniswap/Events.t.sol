// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Vm} from "forge-std/Vm.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice From the events alone an indexer knows what is held and what liquidity there is.
contract EventsTest is RangeTest {
    int256 private lst;
    int256 private weth;
    int256 private liquidity;

    function test_TheBooksCanBeRebuiltFromThem() public {
        int24 at = _parTick();
        vm.recordLogs();
        _hold(100e18, 100e18);
        _open(at - 20, at + 20, 50e18, 50e18);
        _manage(_selling(10e18, 0));
        _manage(_buying(10e18, 0));
        _tradeToTick(12);
        _tradeToTick(-12);
        _manage(abi.encodeCall(IUniswapV3Range.compound, (at - 20, at + 20, 0)));
        _manage(abi.encodeCall(IUniswapV3Range.reposition, (at - 20, at + 20, at - 19, at + 20, 0)));
        _unwind(WAD / 3);
        _close(at - 19, at + 20, 1e18);
        _replay(vm.getRecordedLogs());

        (uint256 heldLst, uint256 heldWeth) = range.held();
        assertEq(lst, int256(heldLst), "LST");
        assertEq(weth, int256(heldWeth), "WETH");
        assertEq(liquidity, int256(uint256(range.ranges()[0].liquidity)), "liquidity");
    }

    function _replay(Vm.Log[] memory logs) private {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == address(range)) _apply(logs[i].topics[0], logs[i].data);
        }
    }

    function _apply(bytes32 topic, bytes memory data) private {
        if (topic == IUniswapV3Range.LiquidityAdded.selector) {
            (int256 added, int256 a, int256 b) = abi.decode(data, (int256, int256, int256));
            (liquidity, lst, weth) = (liquidity + added, lst - a, weth - b);
        } else if (topic == IUniswapV3Range.LiquidityRemoved.selector) {
            (int256 removed, int256 a, int256 b, int256 feesA, int256 feesB) =
                abi.decode(data, (int256, int256, int256, int256, int256));
            (liquidity, lst, weth) = (liquidity - removed, lst + a + feesA, weth + b + feesB);
        } else if (topic == IUniswapV3Range.StraysBooked.selector) {
            (int256 a, int256 b) = abi.decode(data, (int256, int256));
            (lst, weth) = (lst + a, weth + b);
        } else if (topic == IUniswapV3Range.LstBought.selector) {
            (int256 eth, int256 fromPool, int256 fromIssuer) = abi.decode(data, (int256, int256, int256));
            (lst, weth) = (lst + fromPool + fromIssuer, weth - eth);
        } else if (topic == IUniswapV3Range.LstSold.selector) {
            (int256 sold, int256 eth) = abi.decode(data, (int256, int256));
            (lst, weth) = (lst - sold, weth + eth);
        } else if (topic == IUniswapV3Range.Unwound.selector) {
            (,, int256 out) = abi.decode(data, (int256, int256, int256));
            lst -= out;
        }
    }
}
