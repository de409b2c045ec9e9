// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {EigenLayerTest} from "test/fork/eigenlayer/EigenLayerTest.sol";
import {OperationGas} from "test/gas/support/OperationGas.sol";

/// @notice One transaction each on cold storage, 21,000 base included and the refund taken off. EigenLayer is the model, without the proxies of the real
/// one, which cost some thousands more each. Reads are calls of a view, base left out.
contract EigenLayerGasTest is EigenLayerTest, OperationGas("eigenLayer") {
    function setUp() public override {
        super.setUp();
        deal(address(LST), address(strategy), 500e18);
    }

    function test_Restake() public {
        _operate(abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 10e18)));
        _atMost("delegate and deposit", 520_000);
        _operate(abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 10e18)));
        _atMost("deposit more", 380_000);
    }

    function test_QueueAndComplete() public {
        _operate(abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 100e18)));
        _operate(abi.encodeCall(IEigenLayerRestaking.queue, (10e18)));
        _atMost("queue", 580_000);
        bytes32 first = strategy.withdrawals()[0].root;
        _operate(abi.encodeCall(IEigenLayerRestaking.queue, (10e18)));
        _atMost("queue one more", 580_000);
        bytes32 second = strategy.withdrawals()[1].root;
        _wait();
        _operate(_completing(first, false));
        _atMost("complete to LST", 320_000);
        _operate(_completing(second, true));
        _atMost("complete to the operator", 260_000);
    }

    function test_Redelegate() public {
        _operate(abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 100e18)));
        _operate(abi.encodeCall(IEigenLayerRestaking.redelegate, (secondOperator)));
        _atMost("redelegate", 580_000);
    }

    function test_Exposure() public {
        strategy.exposure(WAD);
        _read("exposure, nothing restaked", 100_000);
        _operate(abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 100e18)));
        strategy.exposure(WAD);
        _read("exposure, restaked", 100_000);
        _operate(abi.encodeCall(IEigenLayerRestaking.queue, (1e18)));
        strategy.exposure(WAD);
        _read("exposure, one queued", 160_000);
        for (uint256 i = 1; i < 16; ++i) {
            _operate(abi.encodeCall(IEigenLayerRestaking.queue, (1e18)));
        }
        strategy.exposure(WAD);
        _read("exposure, 16 queued", 800_000);
        _wait();
        vm.prank(address(vault));
        strategy.unwind(0.1e18);
        _atMost("unwind a slice, 16 completed on the way", 3_000_000);
    }

    function _operate(bytes memory data) private {
        vm.prank(address(vault));
        strategy.manage(data);
    }
}
