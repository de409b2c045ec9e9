// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";
import {OperationGas} from "test/gas/support/OperationGas.sol";

/// @notice One transaction each on cold storage, 21,000 base included and the refund taken off: what a receipt says. The oracle's two quotes are
/// read for it (99,000); in a vault's batch they are warm. The ceilings leave room for mainnet's Lido, which costs 50,000 more than the model.
contract LoopGasTest is AaveLoopTest, OperationGas("aaveLoop") {
    function test_LeverUpInThePool() public {
        _tradePoolTo(9_990);
        _measureLeverUp("lever up 1x to 5x, pool", 600_000);
    }

    function test_LeverUpAtTheIssuer() public {
        _tradePoolTo(10_050);
        _measureLeverUp("lever up 1x to 5x, issuer", 600_000);
    }

    function test_LeverUpInBoth() public {
        _tradePoolTo(9_999);
        _measureLeverUp("lever up 1x to 5x, pool and issuer", 660_000);
    }

    function test_DeployAndLeverUp() public {
        bytes memory operation = _up(_debtFor(100e18, 500), 0);
        deal(address(LST), address(loop), 100e18);
        vm.prank(address(vault));
        loop.deploy(100e18, operation);
        _atMost("deploy and lever up 1x to 5x, pool and issuer", 690_000);
    }

    function test_LeverDownAll() public {
        _supply(100e18);
        _leverUp(_debtFor(100e18, 500));
        bytes memory operation = _down(type(uint256).max, NO_BOUND);
        vm.prank(address(vault));
        loop.manage(operation);
        _atMost("lever down 5x to 1x", 430_000);
    }

    function test_LeverDownHalf() public {
        _supply(100e18);
        _leverUp(_debtFor(100e18, 500));
        bytes memory operation = _down(_debtFor(100e18, 300), NO_BOUND);
        vm.prank(address(vault));
        loop.manage(operation);
        _atMost("lever down 5x to 3x", 490_000);
    }

    function test_FreeWithDebt() public {
        _supply(100e18);
        _leverUp(_debtFor(100e18, 300));
        vm.prank(address(vault));
        loop.free(1e18, "");
        _atMost("free with debt", 300_000);
    }

    function _measureLeverUp(string memory what, uint256 ceiling) private {
        _supply(100e18);
        bytes memory operation = _up(_debtFor(100e18, 500), 0);
        vm.prank(address(vault));
        loop.manage(operation);
        _atMost(what, ceiling);
    }
}
