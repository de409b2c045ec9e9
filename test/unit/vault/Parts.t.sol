// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";
import {VaultRoles} from "test/support/VaultRoles.sol";

/// @notice The vault's code lies in three parts; apart from the vault they have no power, and together they answer as one.
contract PartsTest is VaultFixture {
    address[3] private parts;

    function setUp() public override {
        super.setUp();
        parts[2] = vm.deployCode("VaultGovernance.sol:VaultGovernance");
        parts[1] = vm.deployCode("VaultOperations.sol:VaultOperations", abi.encode(parts[2]));
        parts[0] = vm.deployCode("LstVault.sol:LstVault", abi.encode(parts[1]));
    }

    /* CALLED DIRECTLY */

    function test_RevertWhen_APartIsInitialised() public {
        IVaultTypes.InitParams memory params = _initParams();
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            IVaultUnderTest(parts[i]).initialize(params);
        }
    }

    function test_RevertWhen_APartIsUpgraded() public {
        vm.expectRevert(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector);
        vm.prank(owner);
        IVaultUnderTest(parts[0]).upgradeToAndCall(parts[0], "");
        for (uint256 i = 1; i < 3; ++i) {
            vm.expectRevert();
            vm.prank(owner);
            IVaultUnderTest(parts[i]).upgradeToAndCall(parts[0], "");
        }
    }

    function test_RevertWhen_APartIsAskedForWhatARoleMayDo() public {
        bytes4[][3] memory lists =
            [VaultRoles.curatorFunctions(), VaultRoles.guardianFunctions(), VaultRoles.keeperFunctions()];
        address[4] memory callers = [owner, curator, guardian, keeper];
        for (uint256 part; part < 3; ++part) {
            for (uint256 i; i < lists.length; ++i) {
                for (uint256 j; j < lists[i].length; ++j) {
                    for (uint256 k; k < callers.length; ++k) {
                        vm.prank(callers[k]);
                        (bool ok,) = parts[part].call(bytes.concat(lists[i][j], new bytes(512)));
                        assertFalse(ok, vm.toString(bytes32(lists[i][j])));
                    }
                }
            }
        }
    }

    function test_RevertWhen_ARoleIsTriedOnAPartWithArgumentsThatFit() public {
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian));
            vm.prank(guardian);
            IVaultUnderTest(parts[i]).pause(1);
        }
    }

    function test_APartHoldsNothingAndSellsNothing() public {
        lst.mint(parts[0], 5e18);
        _fund(eve, 1e18);
        assertEq(IVaultUnderTest(parts[0]).maxDeposit(eve), 0);
        vm.startPrank(eve);
        lst.approve(parts[0], type(uint256).max);
        vm.expectRevert();
        IVaultUnderTest(parts[0]).deposit(1e18, eve);
        vm.expectRevert();
        IVaultUnderTest(parts[0]).redeem(1, eve, eve);
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert();
            IVaultUnderTest(parts[i]).exit(1, 0, eve);
        }
        vm.stopPrank();
        assertEq(lst.balanceOf(parts[0]), 5e18);
    }

    function test_WhatIsDoneToAPartDoesNothingToTheVault() public {
        _deposit(alice, 100e18);
        StrategyDouble strategy = _addStrategy();
        _lever(strategy, 10e18, 3);
        bytes memory before = abi.encode(vault.valuation());
        for (uint256 i; i < 3; ++i) {
            (bool ok,) = parts[i].call(abi.encodeWithSignature("sync()"));
            ok;
        }
        assertEq(abi.encode(vault.valuation()), before);
    }

    /* ANSWERING AS ONE */

    function test_RevertWhen_TheSelectorIsUnknown() public {
        bytes[4] memory calls = [
            abi.encodeWithSignature("setMaxBatchLoss(uint16)", 1),
            abi.encodeWithSignature("upgradeTo(address)", eve),
            bytes(hex"00"),
            bytes("")
        ];
        for (uint256 i; i < calls.length; ++i) {
            (bool ok, bytes memory answer) = address(vault).call(calls[i]);
            assertFalse(ok, vm.toString(i));
            answer;
        }
    }

    function test_RevertWhen_EtherIsSent() public {
        vm.deal(eve, 10 ether);
        bytes[5] memory calls = [
            bytes(""),
            abi.encodeWithSignature("sync()"),
            abi.encodeWithSignature("deposit(uint256,address)", 1e18, eve),
            abi.encodeWithSignature("rebalanceNonce()"),
            abi.encodeWithSignature("paused()")
        ];
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(eve);
            (bool ok,) = address(vault).call{value: 1}(calls[i]);
            assertFalse(ok, vm.toString(i));
        }
        assertEq(address(vault).balance, 0);
    }

    function test_EachPartAnswersThroughTheVault() public view {
        assertEq(vault.idle(), SEED);
        assertEq(vault.rebalanceNonce(), 0);
        assertEq(vault.maxKeeperSilence(), SILENCE);
    }

    function test_AReasonComesThroughAllParts() public {
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyNotListed.selector, eve));
        vm.prank(guardian);
        vault.lowerCap(eve, 1);
    }

    function test_RevertWhen_APartIsMadeWithoutTheNext() public {
        vm.expectRevert();
        this.make("VaultOperations.sol:VaultOperations", eve);
        vm.expectRevert();
        this.make("LstVault.sol:LstVault", eve);
    }

    function make(string calldata what, address next) external returns (address) {
        return vm.deployCode(what, abi.encode(next));
    }

    function test_EachPartLeavesRoomUnderTheLimitOfCode() public view {
        for (uint256 i; i < 3; ++i) {
            assertLe(parts[i].code.length, uint256(24_576) * 95 / 100);
        }
    }
}
