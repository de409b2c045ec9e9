// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";
import {OperationGas} from "test/gas/support/OperationGas.sol";

/// @notice One transaction each on cold storage, 21,000 base included and the refund taken off: what a receipt says. The oracle's two quotes are
/// read for each that is guarded (99,000); in a vault's batch they are warm.
contract UniswapRangeGasTest is RangeTest, OperationGas("uniswapRange") {
    int24 private at;

    function setUp() public override {
        super.setUp();
        at = _parTick();
        _hold(200e18, 200e18);
    }

    function test_OpenTheFirst() public {
        _open(at - 20, at + 20, 50e18, 50e18);
        _atMost("open the first range", 430_000);
    }

    function test_OpenFromLstAlone() public {
        _open(at + 1, at + 20, 50e18, 0);
        _atMost("open a range above the price", 340_000);
    }

    function test_Add() public {
        _earned();
        _open(at - 20, at + 20, 50e18, 50e18);
        _atMost("add to a range", 420_000);
    }

    function test_Close() public {
        _earned();
        _close(at - 20, at + 20, ALL);
        _atMost("close", 330_000);
    }

    function test_Reposition() public {
        _earned();
        _manage(abi.encodeCall(IUniswapV3Range.reposition, (at - 20, at + 20, at - 19, at + 21, 0)));
        _atMost("reposition", 570_000);
    }

    function test_Compound() public {
        _earned();
        _manage(abi.encodeCall(IUniswapV3Range.compound, (at - 20, at + 20, 0)));
        _atMost("compound", 400_000);
    }

    function test_Collect() public {
        _earned();
        _manage(abi.encodeCall(IUniswapV3Range.collect, ()));
        _atMost("collect", 150_000);
    }

    function test_Free() public {
        _earned();
        _take(170e18);
        _atMost("free out of a range", 200_000);
    }

    function test_Unwind() public {
        _earned();
        vm.prank(address(vault));
        range.unwind(WAD / 10);
        _atMost("unwind a tenth, WETH at the issuer", 460_000);
    }

    function test_ExposureOfFourRanges() public {
        for (int24 i = 1; i < 5; ++i) {
            _open(at - 20 * i, at + 20 * i, 20e18, 20e18);
        }
        range.exposure(1e18);
        _atMost("exposure of four ranges", 190_000);
    }

    function _earned() private {
        _open(at - 20, at + 20, 50e18, 50e18);
        _tradeToTick(8);
        _tradeToTick(-8);
        _tradeToTick(0);
    }
}
