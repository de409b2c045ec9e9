// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ILidoQueue} from "strategies/lido/ILidoQueue.sol";
import {LidoQueueTest} from "test/fork/lido/LidoQueueTest.sol";
import {OperationGas} from "test/gas/support/OperationGas.sol";

/// @notice One transaction each on cold storage, 21,000 base included and the refund taken off. Lido is the model: its queue stores a request in as many
/// words as the real one, whose proxies cost some thousands more. Reads are calls of a view, base left out.
contract LidoQueueGasTest is LidoQueueTest, OperationGas("lidoQueue") {
    function setUp() public override {
        super.setUp();
        deal(address(LST), address(strategy), 5_000e18);
    }

    function test_Request() public {
        _operate(abi.encodeCall(ILidoQueue.request, (10e18)));
        _atMost("request one", 400_000);
        _operate(abi.encodeCall(ILidoQueue.request, (10e18)));
        _atMost("request one more", 330_000);
    }

    function test_RequestThree() public {
        _operate(abi.encodeCall(ILidoQueue.request, (2_000e18)));
        _atMost("request three", 800_000);
        assertEq(holder.openCount(), 3);
    }

    function test_ClaimOne() public {
        _operate(abi.encodeCall(ILidoQueue.request, (10e18)));
        _finalize();
        bytes memory data = _claiming();
        _operate(data);
        _atMost("claim one", 200_000);
    }

    function test_ClaimThree() public {
        _operate(abi.encodeCall(ILidoQueue.request, (2_000e18)));
        _finalize();
        bytes memory data = _claiming();
        _operate(data);
        _atMost("claim three", 260_000);
    }

    function test_BuyInThePool() public {
        deal(address(WETH), address(strategy), 10e18);
        _tradePoolTo(9_900);
        _operate(abi.encodeCall(ILidoQueue.buyLst, (10e18, 0)));
        _atMost("buy, pool", 260_000);
    }

    function test_BuyAtTheIssuer() public {
        deal(address(WETH), address(strategy), 10e18);
        _tradePoolTo(10_050);
        _operate(abi.encodeCall(ILidoQueue.buyLst, (10e18, 0)));
        _atMost("buy, issuer", 280_000);
    }

    function test_UnwindWithAFinalizedRequest() public {
        _operate(abi.encodeCall(ILidoQueue.request, (10e18)));
        _finalize();
        vm.prank(address(vault));
        strategy.unwind(0.1e18);
        _atMost("unwind a slice, one claimed on the way", 420_000);
    }

    function test_Exposure() public {
        strategy.exposure(WAD);
        _read("exposure, none open", 30_000);
        _operate(abi.encodeCall(ILidoQueue.request, (10e18)));
        strategy.exposure(WAD);
        _read("exposure, one waiting", 60_000);
        _finalize();
        strategy.exposure(WAD);
        _read("exposure, one finalized", 90_000);
        uint256 most = holder.maxOpen();
        for (uint256 i = 1; i < most; ++i) {
            _operate(abi.encodeCall(ILidoQueue.request, (10e18)));
            _finalize();
        }
        strategy.exposure(WAD);
        _read("exposure, 24 finalized apart", 600_000);
    }

    /// @dev Of the finalizations before a request none is looked at.
    function test_ExposureDoesNotGrowWithTheQueuesHistory() public {
        uint256 before = _exposureOfOneFinalized();
        for (uint256 i; i < 40; ++i) {
            _operate(abi.encodeCall(ILidoQueue.request, (1e18)));
            _finalize();
            bytes memory data = _claiming();
            _operate(data);
        }
        assertLe(_exposureOfOneFinalized(), before + 500);
    }

    function _exposureOfOneFinalized() private returns (uint256 used) {
        _operate(abi.encodeCall(ILidoQueue.request, (1e18)));
        _finalize();
        strategy.exposure(WAD);
        used = vm.lastCallGas().gasTotalUsed;
        bytes memory data = _claiming();
        _operate(data);
    }

    function _claiming() private view returns (bytes memory) {
        (uint256[] memory ids, uint256[] memory hints) = _finalized();
        return abi.encodeCall(ILidoQueue.claim, (ids, hints));
    }

    function _operate(bytes memory data) private {
        vm.prank(address(vault));
        strategy.manage(data);
    }
}
